namespace HybridNet;

/// <summary>A record that belongs to one image of one run; panels and joins need nothing else.</summary>
public interface IImageRecord
{
    /// <summary>Name of the run.</summary>
    string Run { get; }

    /// <summary>Image id, as the run's tables write it.</summary>
    string ImageId { get; }
}
