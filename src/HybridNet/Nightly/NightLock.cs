namespace HybridNet.Nightly;

/// <summary>One night at a time: a file that its owner holds open. The system lets go of it when the owner dies.</summary>
internal sealed class NightLock : IDisposable
{
    private const string Name = "night.lock";
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private NightLock(FileStream file) => _file = file;

    /// <summary>Waits until no other night is at work with these verdicts.</summary>
    /// <param name="folder">Folder of the verdicts; it exists.</param>
    /// <param name="waiting">Told once when there is somebody to wait for.</param>
    /// <param name="cancel">Stops the waiting.</param>
    /// <exception cref="InputException">The file cannot be opened at all.</exception>
    public static NightLock Take(string folder, Action waiting, CancellationToken cancel)
    {
        string path = Path.Combine(folder, Name);
        for (bool told = false; ; told = true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                if (!told)
                    waiting();
            }
            catch (Exception exception) when (FileFault.Is(exception))
            {
                throw new InputException(
                    InputError.UnwritableDestination,
                    $"{path} cannot be opened: {exception.Message}",
                    path,
                    "Choose a folder for verdicts that you may write to.",
                    exception
                );
            }
            cancel.WaitHandle.WaitOne(s_pause);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Lets the next night begin. The file stays: taking it away would let two others in.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, EAGAIN of Linux, EWOULDBLOCK of macOS.</summary>
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
