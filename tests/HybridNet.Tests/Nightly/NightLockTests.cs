using HybridNet.Nightly;

namespace HybridNet.Tests.Nightly;

/// <summary>One night at a time.</summary>
public sealed class NightLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_second_waits_for_the_first_and_says_so_once()
    {
        int told = 0;
        using var waiting = new SemaphoreSlim(0);
        NightLock first = NightLock.Take(_folder.Path, () => Assert.Fail("there is nobody to wait for"), CancellationToken.None);
        Task<NightLock> second = Task.Run(() =>
            NightLock.Take(
                _folder.Path,
                () =>
                {
                    told++;
                    waiting.Release();
                },
                CancellationToken.None
            )
        );
        await waiting.WaitAsync();
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Waiting_can_be_stopped()
    {
        using NightLock first = NightLock.Take(_folder.Path, () => { }, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task second = Task.Run(() => NightLock.Take(_folder.Path, stop.Cancel, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public void A_folder_that_is_none_is_an_input_fault() =>
        Assert.Equal(
            InputError.UnwritableDestination,
            Assert
                .Throws<InputException>(() =>
                    NightLock.Take(Path.Combine(_folder.Path, "none"), () => { }, CancellationToken.None)
                )
                .Error
        );
}
