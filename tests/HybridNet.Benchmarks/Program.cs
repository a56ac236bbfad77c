using BenchmarkDotNet.Running;
using HybridNet.Benchmarks;

// dotnet run -c Release --project tests/HybridNet.Benchmarks -- MODE ...     prints CSV unless it says otherwise
//
//   --filter *                        BenchmarkDotNet over all kernels
//   stages RUN FLOATS                 milliseconds a pair on a run
//   panels RUN                        milliseconds a 2 x 3 panel
//   formats FOLDER                    milliseconds a mask of each format
//   levers RUN MEMBERS N              milliseconds an image of N: post-processing, merging
//   protocols                         seconds of each protocol
//   golden FOLDER NAME                protocols against values of the tools; NAME * for all
//   why RUN                           seconds of what says why a run fails
//   growth                            seconds for N and for 10 N, and their ratio
//   ranking                           seconds of a large ranking
//   rows N FOLDER STEP                seconds and memory of tables of N rows: import, score, chart, compare, save, cancel
//   fuzz N SEED FOLDER                N changed files: faults (kept in FOLDER), slowest, largest
//   verdicts N SEED KIND SIZES BASE CANDIDATE   wrong verdicts of N null pairs ('' for all kinds; sizes 10,20,30,60,210)
//   power N SEED BASE CANDIDATE       five metrics together; stated against simulated power
//   scores N SEED                     how often intervals of means hold
//   training N SEED                   false trends and overfitting of N curves each
//   smoothing N SEED                  totals recovered from N logs of each kind
//   audit N M SEED                    false alarms of N clean runs, detection of faults in M runs each
//   causes N M SIZE SEED              planted causes found in N runs, false ones in M runs without a cause
//   doubts N SEED                     how often HN020 speaks of N runs of each cause
//   losses N SEED                     share of the lost Dice that goes to the cause that was planted, N runs each
//   coverage N SEED                   how often intervals of FROC hold the truth
//   faults SIZE SEED                  average precision of planted label faults, beside cleanlab's score of images
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
    case ["doubts" or "losses" or "coverage", var runs, var seed]:
        int many = int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture);
        ulong start = ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture);
        if (args[0] == "doubts")
            WhySimulations.PrintDoubts(many, start);
        else if (args[0] == "losses")
            WhySimulations.PrintLosses(many, start);
        else
            WhySimulations.PrintCoverage(many, start);
        break;
    case ["fuzz", var inputs, var seed, var kept]:
        FuzzTimes.Print(
            int.Parse(inputs, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
            kept
        );
        break;
    case ["rows", var rows, var where, var step]:
        RowTimes.Print(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), where, step);
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
