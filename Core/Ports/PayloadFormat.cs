namespace Maintenance.Core.Ports;

/// <summary>
/// A way in which payloads are written: what topics and content types call it, and what reads it. One instance each, compared by reference.
/// </summary>
/// <param name="name">Last segment of a telemetry topic, lower case: <c>json</c>.</param>
/// <param name="contentTypes">Content types without parameters, the usual one first; compared without regard to case.</param>
/// <param name="createDecoder">Makes a decoder; called once for each user, and each is used by one thread at a time.</param>
public sealed class PayloadFormat(string name, IReadOnlyList<string> contentTypes, Func<IPayloadDecoder> createDecoder)
{
    /// <summary>Last segment of a telemetry topic, lower case.</summary>
    public string Name { get; } = name;

    /// <summary>Content types without parameters, the usual one first.</summary>
    public IReadOnlyList<string> ContentTypes { get; } = contentTypes;

    /// <summary>A decoder with a state of its own.</summary>
    public IPayloadDecoder CreateDecoder() => createDecoder();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
