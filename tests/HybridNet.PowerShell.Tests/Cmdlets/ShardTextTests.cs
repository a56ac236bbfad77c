namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What -Shard takes, and what it refuses before anything is read.</summary>
public sealed class ShardTextTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("99999999999/3")]
    [InlineData("1/99999999999")]
    [InlineData("\u0663/\u0661\u0666")]
    [InlineData("3")]
    [InlineData("-1/3")]
    public void A_part_that_is_no_pair_of_small_numbers_is_refused_by_its_parameter(string shard) =>
        Assert.Equal(
            "ParameterArgumentValidationError",
            _session
                .Run("try { Measure-HNMask v7EX -Shard $args[0] } catch { ($_.FullyQualifiedErrorId -split ',')[0] }", shard)
                .Single.BaseObject
        );
}
