using BenchmarkDotNet.Running;
using HybridNet.Benchmarks;

// dotnet run -c Release --project tests/HybridNet.Benchmarks -- --filter *              BenchmarkDotNet, all kernels
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- stages RUN FLOATS       milliseconds a pair on a run, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- panels RUN              milliseconds a 2x3 panel, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- levers RUN MEMBERS N    milliseconds an image of N, as CSV
switch (args)
{
    case ["stages", var run, var floats]:
        StageTimes.Print(run, floats);
        break;
    case ["panels", var run]:
        PanelTimes.Print(run);
        break;
    case ["levers", var run, var members, var images]:
        PostProcessTimes.Print(run, members, int.Parse(images, System.Globalization.CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        break;
}
