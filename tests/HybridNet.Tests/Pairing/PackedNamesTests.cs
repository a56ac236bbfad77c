using HybridNet.Pairing;

namespace HybridNet.Tests.Pairing;

/// <summary>Packed names are in the order of StringComparer.Ordinal, and each is found where it stands.</summary>
public class PackedNamesTests
{
    [Fact]
    public void Names_are_sorted_and_found_as_strings_are()
    {
        var random = new Random(1);
        string[] names =
        [
            .. Enumerable
                .Range(0, 3000)
                .Select(_ =>
                    string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => "ab.-_Z\u00e9\u4e00"[random.Next(8)]))
                )
                .Distinct(),
        ];
        var packed = new PackedNames();
        foreach (string name in names)
            packed.Add(name);
        packed.Sort();
        Array.Sort(names, StringComparer.Ordinal);

        Assert.Equal(names, Enumerable.Range(0, packed.Count).Select(i => packed[i]));
        Assert.All(Enumerable.Range(0, names.Length), i => Assert.Equal(i, packed.Find(names[i])));
        Assert.Equal(-1, packed.Find("b!"));
        Assert.Equal(-1, packed.Find(new string('b', 2000)));
        Assert.All(names, name => Assert.True(PackedNames.CanHold(name)));
        Assert.False(PackedNames.CanHold("\ud83d\ude00"));
        Assert.Equal(-1, new PackedNames().Find("a"));
    }
}
