namespace Maintenance.Core.Ports;

/// <summary>
/// A payload format: its names in topics and content types, and its decoder. One instance per format, compared by reference.
/// </summary>
/// <param name="name">Last segment of a telemetry topic, lower case: <c>json</c>.</param>
/// <param name="contentTypes">Content types without parameters, the usual one first; compared ignoring case.</param>
/// <param name="createDecoder">Creates a decoder for one caller; each decoder is used by one thread at a time.</param>
public sealed class PayloadFormat(string name, IReadOnlyList<string> contentTypes, Func<IPayloadDecoder> createDecoder)
{
    /// <summary>Last segment of a telemetry topic, lower case.</summary>
    public string Name { get; } = name;

    /// <summary>Content types without parameters, the usual one first.</summary>
    public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

    /// <summary>A new decoder with its own state.</summary>
    public IPayloadDecoder CreateDecoder() => createDecoder();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
