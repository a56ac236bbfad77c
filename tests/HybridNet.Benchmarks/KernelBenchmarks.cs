using BenchmarkDotNet.Attributes;
using HybridNet.Data;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Benchmarks;

/// <summary>The kernels on one synthetic pair of 1280 x 1280, beside a plain copy of as many bytes.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Side = 1280;

    private readonly byte[] _from = new byte[Side * Side],
        _to = new byte[Side * Side];
    private IImageFiles _reader = null!;
    private string _folder = "",
        _gtPath = "",
        _predPath = "";
    private Mask _gt = null!,
        _pred = null!;
    private ProbabilityMap _map8 = null!,
        _map32 = null!;

    [GlobalSetup]
    public void Setup()
    {
        var adapters = new AdapterSet();
        _reader = adapters.Images;
        _folder = Path.Combine(Directory.CreateTempSubdirectory().FullName, "benchEX");
        adapters.Runs.WriteSample(_folder, new SampleRunOptions(8, Side, 1), _ => { }, CancellationToken.None);
        Run run = adapters.Runs.Read(_folder, new RunReadOptions(), CancellationToken.None);
        string id = run.Log.Scores.Where(score => score.State == MetricState.Defined).MaxBy(score => score.Recall)!.ImageId;
        var images = new RunImages(run.Files, run.Lesion);
        (_gtPath, _predPath) = (images.GroundTruth(id)[0], images.Prediction(id)!);
        (_gt, _pred) = (
            _reader.ReadMask(_gtPath, CancellationToken.None).Mask,
            _reader.ReadMask(_predPath, CancellationToken.None).Mask
        );
        _map8 = _reader.ReadProbabilities(images.Probability(id)!, CancellationToken.None);
        _map32 = new ProbabilityMap(Side, Side, ProbabilityFormat.Float32);
        for (int i = 0; i < Side * Side; i++)
            _map32.Samples<float>()[i] = (_map8.Samples<byte>()[i] + (float)i / (Side * Side)) / 256;
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    /// <summary>The rate of memory: 1,638,400 bytes.</summary>
    [Benchmark(Baseline = true)]
    public void CopyBytes() => _from.CopyTo(_to, 0);

    [Benchmark]
    public long DecodePair()
    {
        using MaskFile gt = _reader.ReadMask(_gtPath, CancellationToken.None),
            pred = _reader.ReadMask(_predPath, CancellationToken.None);
        return gt.Levels + pred.Levels;
    }

    [Benchmark]
    public object CountPackedBits() => Confusion.Count(_gt, _pred);

    [Benchmark]
    public object EveryFigureOfAnEightBitMap() => ProbabilityHistogram.Of(_map8, _gt).Metrics();

    [Benchmark]
    public double PearsonOfAFloatMap() => ProbabilityMoments.Of(_map32, _gt).Pearson;

    [Benchmark]
    public object EveryFigureOfAFloatMap() => FloatProbabilities.Of(_map32, _gt, null, CancellationToken.None);

    [Benchmark]
    public object LesionsOfBothMasks() => LesionMatching.Of(_gt, _pred);

    [Benchmark]
    public object AllDistances() => BoundaryDistances.Of(_gt, _pred, new DistanceOptions(), CancellationToken.None);
}
