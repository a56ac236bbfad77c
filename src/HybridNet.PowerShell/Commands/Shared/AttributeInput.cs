using HybridNet.Causes;

namespace HybridNet.PowerShell.Commands;

/// <summary>Photographs and structure masks behind the image ids of a run, and what of them was missing.</summary>
internal sealed class AttributeInput
{
    private readonly Dictionary<string, int> _withoutStructure = new(StringComparer.Ordinal);
    private int _images,
        _withoutPhoto,
        _withoutMap;

    /// <summary>Takes the folders.</summary>
    /// <param name="run">The run, or null for loose files.</param>
    /// <param name="photos">Folder of photographs, or null for the run's own.</param>
    /// <param name="structures">Folders of structure masks; a folder's name is the structure's.</param>
    /// <param name="lesion">Lesion code whose suffix names may carry, or null.</param>
    /// <param name="needsPhotos">Whether anything that a photograph tells is asked for.</param>
    /// <param name="needsMaps">Whether probabilities are asked for.</param>
    public AttributeInput(
        Run? run,
        string? photos,
        IEnumerable<string> structures,
        string? lesion,
        bool needsPhotos = true,
        bool needsMaps = true
    )
    {
        string? folder = photos ?? run?.Files.Images;
        ImageFolder? pictures = folder is null ? null : new ImageFolder(folder);
        (string Name, ImageFolder Folder)[] masks =
        [
            .. structures.Select(path => (Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), new ImageFolder(path))),
        ];
        Sources = new(
            needsPhotos ? id => pictures?.Find(id, lesion) : null,
            [.. masks.Select(mask => (mask.Name, (Func<string, string?>)(id => mask.Folder.Find(id, lesion))))]
        )
        {
            Probabilities = needsMaps,
            PairedPhotos = photos is null,
        };
    }

    /// <summary>Where photographs and structures are.</summary>
    public AttributeSources Sources { get; }

    /// <summary>Counts what an image lacked.</summary>
    public void Count(ImageLesions image)
    {
        _images++;
        _withoutPhoto += image.WithoutPhoto ? 1 : 0;
        _withoutMap += image.WithoutMap ? 1 : 0;
        foreach (string name in image.WithoutStructures)
            _withoutStructure[name] = _withoutStructure.GetValueOrDefault(name) + 1;
    }

    /// <summary>One warning for each thing that was missing.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_withoutPhoto > 0)
            yield return $"{_withoutPhoto} of {_images} images have no photograph: contrast, color, sharpness, "
                + "illumination and noise of their lesions are not known. Name the folder with -Photo.";
        if (_withoutMap > 0)
            yield return $"{_withoutMap} of {_images} images have no probability map: how their misses came about "
                + "cannot be told.";
        foreach ((string name, int count) in _withoutStructure)
            yield return $"{count} of {_images} images have no mask in the structure folder {name}.";
    }
}
