using HybridNet.Masks;

namespace HybridNet.Tests.Masks;

public class MaskWordsTests
{
    /// <summary>Every length up to five groups of eight words, with pixels that are known because they were set.</summary>
    [Fact]
    public void Pixels_are_counted_wherever_they_lie()
    {
        for (int length = 0; length <= 40; length++)
        {
            var words = new ulong[length];
            Assert.Equal(0, MaskWords.Count(words));
            for (int i = 0; i < length; i++)
            {
                words[i] = 1UL << (i * 7 % 64);
                Assert.Equal(i + 1, MaskWords.Count(words));
            }
            words.AsSpan().Fill(ulong.MaxValue);
            Assert.Equal(64L * length, MaskWords.Count(words));
        }
    }
}
