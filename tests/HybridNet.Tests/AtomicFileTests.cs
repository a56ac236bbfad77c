namespace HybridNet.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        // The name ends as a folder's does: everything is written, and the renaming is what fails.
        string path = Path.Combine(_folder.Path, "new") + Path.DirectorySeparatorChar;
        InputException exception = Assert.Throws<InputException>(() => AtomicFile.Write(path, "text"u8.ToArray(), force: true));
        Assert.Equal(InputError.UnwritableDestination, exception.Error);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is_without_force()
    {
        string path = Path.Combine(_folder.Path, "a.txt");
        AtomicFile.Write(path, "first"u8.ToArray(), force: false);
        InputException exception = Assert.Throws<InputException>(() =>
            AtomicFile.Write(path, "second"u8.ToArray(), force: false)
        );
        Assert.Equal(InputError.DestinationExists, exception.Error);
        Assert.Equal("first", File.ReadAllText(path));
        AtomicFile.Write(path, "second"u8.ToArray(), force: true);
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }
}
