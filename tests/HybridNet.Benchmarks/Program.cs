using BenchmarkDotNet.Running;
using HybridNet.Benchmarks;

// dotnet run -c Release --project tests/HybridNet.Benchmarks -- --filter *              BenchmarkDotNet, all kernels
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- stages RUN FLOATS       milliseconds a pair on a run, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- panels RUN              milliseconds a 2x3 panel, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- golden FOLDER NAME      protocols against values of the tools;
// * for all
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- protocols               seconds of each protocol, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- levers RUN MEMBERS N    milliseconds an image of N, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- formats FOLDER          milliseconds a mask of each format, as
// CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- verdicts N SEED KIND 10,20,30,60,210 BASE.csv CANDIDATE.csv
//                                                        wrong verdicts of N null pairs of each kind ('' for all), as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- power N SEED BASE.csv CANDIDATE.csv
//                                                        five metrics together, and stated against simulated power, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- ranking                 seconds of a large ranking
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- growth                  seconds for N and for 10 N, and their
// ratio
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- smoothing N SEED        totals recovered from N logs of each
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- audit 200 10 SEED   false alarms of 200 clean runs, 10 each
// kind, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- why RUN                 seconds of what says why a run fails
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- causes N M SIZE SEED    planted causes that are found in N runs,
// false ones in M runs without a cause
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- faults SIZE SEED     average precision of planted faults,
// beside cleanlab's score of images
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- scores N SEED           how often intervals of means hold, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- training N SEED         false trends of N curves each, as CSV
switch (args)
{
    case ["stages", var run, var floats]:
        StageTimes.Print(run, floats);
        break;
    case ["formats", var folder]:
        FormatTimes.Print(folder);
        break;
    case ["panels", var run]:
        PanelTimes.Print(run);
        break;
    case ["levers", var run, var members, var images]:
        PostProcessTimes.Print(run, members, int.Parse(images, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["golden", var values, var only]:
        GoldenProtocols.Print(values, Path.Combine(AppContext.BaseDirectory, "protocols"), only);
        break;
    case ["protocols"]:
        ProtocolTimes.Print(Path.Combine(AppContext.BaseDirectory, "protocols"));
        break;
    case ["verdicts", var sets, var seed, var kinds, var sizes, var baseline, var candidate]:
        VerdictSimulations.Print(
            int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
            kinds,
            [.. sizes.Split(',').Select(int.Parse)],
            VerdictSimulations.Differences(baseline, candidate)
        );
        break;
    case ["power", var sets, var seed, var baseline, var candidate]:
        VerdictSimulations.PrintFamilies(
            int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
            VerdictSimulations.Differences(baseline, candidate)
        );
        break;
    case ["ranking"]:
        VerdictSimulations.PrintRanking();
        break;
    case ["why", var run]:
        WhyTimes.Print(run);
        break;
    case ["scores", var sets, var seed]:
        ScoreSimulations.Print(
            int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    case ["training", var sets, var seed]:
        TrainingSimulations.Print(
            int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    case ["causes", var runs, var without, var size, var seed]:
        CauseSimulations.Print(
            int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(without, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(size, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    case ["faults", var size, var seed]:
        FaultSimulations.Print(
            int.Parse(size, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    case ["growth"]:
        GrowthTimes.Print();
        break;
    case ["smoothing", var logs, var seed]:
        SmoothingInversions.Print(
            int.Parse(logs, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    case ["audit", var clean, var faulty, var first]:
        AuditRates.Print(
            int.Parse(clean, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(faulty, System.Globalization.CultureInfo.InvariantCulture),
            ulong.Parse(first, System.Globalization.CultureInfo.InvariantCulture)
        );
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        break;
}
