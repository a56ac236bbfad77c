using System.Collections.ObjectModel;
using System.Management.Automation;
using HybridNet.Pairing;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>What the user wrote for a path, and what it means in the file system.</summary>
public abstract partial class HNCommand
{
    /// <summary>
    /// File-system paths behind what the user wrote. With wildcards no match is no error; a literal path that
    /// does not exist is one.
    /// </summary>
    private protected IEnumerable<string> ExistingPaths(IEnumerable<string> paths, bool literal)
    {
        foreach (string path in paths)
        {
            if (RefusedInput.Is(path, out InputException? fault))
            {
                if (_told.Add(path))
                    Report(Errors.From(fault));
                continue;
            }
            foreach (string found in literal ? Literal(path) : Matching(path))
                yield return found;
        }
    }

    /// <summary>
    /// Run folders behind what the user wrote: a wildcard passes by the files that lie among them, and says so to who asks; where
    /// it matches files alone, they are handed on to be refused by name.
    /// </summary>
    private protected IEnumerable<string> RunFolders(IEnumerable<string> paths, bool literal)
    {
        foreach (string path in paths)
        {
            string[] found = [.. ExistingPaths([path], literal)],
                folders = [.. found.Where(Directory.Exists)];
            if (literal || folders.Length == 0 || !WildcardPattern.ContainsWildcardCharacters(path))
                folders = found;
            if (folders.Length < found.Length)
                WriteVerbose(
                    $"{path}: {found.Length - folders.Length} files are passed by, a run is a folder. The first is "
                        + $"{found.First(file => !Directory.Exists(file))}."
                );
            foreach (string folder in folders)
                yield return folder;
        }
    }

    /// <summary>
    /// The files and folders of one side of a pairing: a path that exists is taken word for word, brackets and all; else it
    /// may be a wildcard, or name a member of a file (a.npz#mask). What is not there ends the command: a side that was named
    /// is meant.
    /// </summary>
    private protected IReadOnlyList<string> SidePaths(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (string path in paths)
        {
            string full = NewPath(path);
            if (System.IO.Path.Exists(ImageFolder.FileOf(full)))
                found.Add(full);
            else if (WildcardPattern.ContainsWildcardCharacters(path) && Matching(path) is { Count: > 0 } matching)
                found.AddRange(matching);
            else
                Fail(NotThere($"There is nothing at '{path}'.", path));
        }
        return found;
    }

    /// <summary>
    /// What was named beside the sides of a run: each folder is one companion, the files of one wildcard are one together.
    /// </summary>
    private protected IReadOnlyList<Companion> CompanionsOf(ImageSide side, IEnumerable<string> paths)
    {
        var sources = new List<IReadOnlyList<string>>();
        foreach (string path in paths)
        {
            ILookup<bool, string> found = SidePaths([path]).ToLookup(Directory.Exists);
            sources.AddRange(found[true].Select(folder => new[] { folder }));
            string[] files = [.. found[false]];
            if (files.Length > 0 && found[true].Any())
                WriteWarning($"{path}: {files.Length} files beside the folders take no part. The first is {files[0]}.");
            else if (files.Length > 0)
                sources.Add(files);
        }
        return Companion.Of(side, sources);
    }

    /// <summary>The folder or wildcard of a side, or null for none; one that is not there ends the command.</summary>
    private protected string? SidePath(string? path)
    {
        if (path is null)
            return null;
        string full = NewPath(path);
        string? folder = System.IO.Path.GetDirectoryName(full);
        bool wildcard = System.IO.Path.GetFileName(full).AsSpan().IndexOfAny('*', '?') >= 0;
        if (System.IO.Path.Exists(ImageFolder.FileOf(full)) || (wildcard && Directory.Exists(folder)))
            return full;
        Fail(NotThere($"There is nothing at '{path}'.", path));
        return null;
    }

    /// <summary>The file-system path of something to be written; it need not exist.</summary>
    private protected string NewPath(string path)
    {
        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (!IsFileSystem(provider))
            ThrowTerminatingError(Errors.NotAFileSystemPath(path, provider.Name));
        // \\server\share is a path for the shell on every system, and a name without a folder for all but Windows.
        if (!System.IO.Path.IsPathFullyQualified(full))
            Fail(new(InputError.InvalidArgument, $"'{path}' is no path of this system.", path, "Name it as this system does."));
        return full;
    }

    /// <summary>The folders that a text with wildcards fits; none where it has no wildcards.</summary>
    private protected string[] FoldersLike(string text)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
            return [];
        try
        {
            Collection<string> found = GetResolvedProviderPathFromPSPath(text, out ProviderInfo provider);
            return IsFileSystem(provider) ? [.. found.Where(Directory.Exists)] : [];
        }
        catch (ItemNotFoundException)
        {
            // Nothing fits, and the caller says what is missing.
            return [];
        }
    }

    /// <summary>A folder that must exist, or null for none; another path ends the command.</summary>
    private protected string? ExistingFolder(string? path)
    {
        if (path is null)
            return null;
        string full = NewPath(path);
        if (!Directory.Exists(full))
            Fail(NotThere($"There is no folder {full}.", full));
        return full;
    }

    /// <summary>A file that must exist, or null for none; another path ends the command.</summary>
    private protected string? ExistingFile(string? path)
    {
        if (path is null)
            return null;
        string full = NewPath(path);
        if (!File.Exists(full))
            Fail(NotThere($"There is no file {full}.", full));
        return full;
    }

    /// <summary>The image files of a folder, or the file itself.</summary>
    private protected static IEnumerable<string> ImagesIn(string path) =>
        Directory.Exists(path) ? new ImageFolder(path).Files : [path];

    private IReadOnlyList<string> Literal(string path)
    {
        try
        {
            string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (!IsFileSystem(provider))
                Report(Errors.NotAFileSystemPath(path, provider.Name));
            else if (!System.IO.Path.Exists(full))
                Report(Errors.PathNotFound(full));
            else
                return [full];
        }
        catch (Exception exception)
            when (exception
                    is System.Management.Automation.DriveNotFoundException
                        or ProviderNotFoundException
                        or NotSupportedException
            )
        {
            Report(Errors.PathNotFound(path, exception));
        }
        return [];
    }

    private IReadOnlyList<string> Matching(string path)
    {
        try
        {
            Collection<string> found = GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            if (!IsFileSystem(provider))
                Report(Errors.NotAFileSystemPath(path, provider.Name));
            else if (found.Count > 0)
                return [.. found.Order(StringComparer.Ordinal)];
            else if (!WildcardPattern.ContainsWildcardCharacters(path) || IsThereLiterally(path))
                Report(Errors.PathNotFound(path));
        }
        catch (Exception exception)
            when (exception
                    is ItemNotFoundException
                        or System.Management.Automation.DriveNotFoundException
                        or ProviderNotFoundException
            )
        {
            Report(Errors.PathNotFound(path, exception));
        }
        return [];
    }

    /// <summary>'my[1]' matches nothing as a pattern although it exists by that very name: say so instead of nothing.</summary>
    private bool IsThereLiterally(string path) =>
        System.IO.Path.Exists(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out _, out _));

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == "FileSystem";

    private static InputException NotThere(string message, string path) =>
        new(InputError.PathNotFound, message, path, "Check the path; it is taken from the current location of the session.");
}
