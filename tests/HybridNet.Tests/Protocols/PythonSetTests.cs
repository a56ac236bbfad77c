using HybridNet.Protocols;

namespace HybridNet.Tests.Protocols;

/// <summary>Orders printed by CPython 3.11: list({3, 1, 2}), list({8, 1, 9}) ...</summary>
public sealed class PythonSetTests
{
    [Theory]
    [InlineData(new[] { 66, 160 }, new[] { 160, 66 })]
    [InlineData(new[] { 92, 177, 190 }, new[] { 177, 92, 190 })]
    [InlineData(new[] { 8, 136, 167, 190 }, new[] { 8, 136, 190, 167 })]
    [InlineData(new[] { 14, 64, 120, 167, 199 }, new[] { 64, 199, 167, 14, 120 })]
    [InlineData(new[] { 29, 41, 64, 96, 98, 121, 140 }, new[] { 64, 96, 98, 41, 140, 121, 29 })]
    [InlineData(
        new[] { 4, 27, 41, 47, 56, 64, 72, 100, 105, 147, 188, 197 },
        new[] { 64, 4, 100, 197, 72, 41, 105, 47, 147, 56, 27, 188 }
    )]
    [InlineData(
        new[] { 2, 6, 74, 130, 136, 143, 170, 171, 204, 215, 221, 297, 322, 456, 633, 781, 793, 817, 893, 894 },
        new[] { 2, 130, 6, 136, 781, 143, 793, 297, 170, 171, 817, 322, 456, 74, 204, 215, 221, 633, 893, 894 }
    )]
    [InlineData(
        new[]
        {
            4,
            23,
            67,
            68,
            150,
            170,
            187,
            202,
            210,
            271,
            306,
            309,
            318,
            340,
            347,
            364,
            370,
            393,
            425,
            553,
            601,
            611,
            618,
            641,
            695,
            708,
            725,
            838,
            839,
            898,
        },
        new[]
        {
            641,
            898,
            4,
            393,
            271,
            150,
            23,
            425,
            170,
            553,
            306,
            309,
            695,
            187,
            318,
            67,
            68,
            708,
            838,
            839,
            202,
            210,
            340,
            725,
            601,
            347,
            611,
            618,
            364,
            370,
        }
    )]
    [InlineData(new[] { 1, 9, 17 }, new[] { 1, 9, 17 })]
    [InlineData(new[] { 7, 15 }, new[] { 15, 7 })]
    public void Elements_come_in_the_order_of_CPython(int[] inserted, int[] order) =>
        Assert.Equal(order, new PythonSet(inserted).Elements);
}
