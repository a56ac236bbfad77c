using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HybridNet.PowerShell.Tests.Pester;

/// <summary>One Pester file. Running it reports each of its tests by name, as a theory does with its rows.</summary>
public sealed class PesterTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the test framework, which reads cases back.")]
    public PesterTestCase() { }

    public PesterTestCase(IMessageSink diagnostics, ITestMethod method, string file)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method, [file]) { }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource
    ) => Task.Run(() => Run(messageBus, (string)TestMethodArguments[0]));

    private RunSummary Run(IMessageBus bus, string file)
    {
        var summary = new RunSummary();
        bus.QueueMessage(new TestCaseStarting(this));
        foreach (PesterResult result in PesterFile.Run(file))
        {
            var test = new XunitTest(this, $"{file}: {result.Name}");
            decimal seconds = (decimal)result.Duration.TotalSeconds;
            bus.QueueMessage(new TestStarting(test));
            summary.Total++;
            summary.Time += seconds;
            switch (result.Outcome)
            {
                case "Passed":
                    bus.QueueMessage(new TestPassed(test, seconds, ""));
                    break;
                case "Skipped":
                    summary.Skipped++;
                    bus.QueueMessage(new TestSkipped(test, result.Message));
                    break;
                default:
                    summary.Failed++;
                    bus.QueueMessage(new TestFailed(test, seconds, "", ["Pester"], [result.Message], [result.Place], [-1]));
                    break;
            }
            bus.QueueMessage(new TestFinished(test, seconds, ""));
        }
        bus.QueueMessage(new TestCaseFinished(this, summary.Time, summary.Total, summary.Failed, summary.Skipped));
        return summary;
    }
}
