using HybridNet.Protocols;

namespace HybridNet.Ports;

/// <summary>Reads protocols: one JSON file says how a tool or a paper measures.</summary>
internal interface IProtocolFiles
{
    /// <summary>Reads a protocol.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read, or asks for something that the engine does not know.</exception>
    Protocol Read(string path);

    /// <summary>The protocol files of a folder by name, without reading them.</summary>
    /// <param name="folder">The folder.</param>
    IReadOnlyDictionary<string, string> Names(string folder);
}
