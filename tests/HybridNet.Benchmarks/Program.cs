using BenchmarkDotNet.Running;
using HybridNet.Benchmarks;

// dotnet run -c Release --project tests/HybridNet.Benchmarks -- --filter *      BenchmarkDotNet, all kernels
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- stages RUN      milliseconds a pair on a run, as CSV
// dotnet run -c Release --project tests/HybridNet.Benchmarks -- panels RUN      milliseconds a 2x3 panel, as CSV
if (args is ["panels", var shown])
{
    PanelTimes.Print(shown);
    return;
}
if (args is ["stages", var run])
{
    StageTimes.Print(run);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
