using Xunit.Abstractions;
using Xunit.Sdk;

namespace HybridNet.PowerShell.Tests.Pester;

/// <summary>Makes one test case of each Pester file; what the file holds is known when it has run.</summary>
[XunitTestCaseDiscoverer("HybridNet.PowerShell.Tests.Pester.PesterDiscoverer", "HybridNet.PowerShell.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFilesAttribute : FactAttribute;

/// <summary>Finds the Pester files.</summary>
public sealed class PesterDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) => PesterFile.All().Select(file => new PesterTestCase(diagnostics, testMethod, file));
}
