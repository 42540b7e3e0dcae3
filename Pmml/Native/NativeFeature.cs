using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Native;

/// <summary>A feature of a native model.</summary>
/// <param name="Name">Name.</param>
/// <param name="Categories">Texts of its category codes; null when it is numeric.</param>
internal sealed record NativeFeature(string Name, IReadOnlyList<string>? Categories)
{
    /// <summary>True when its categories are numbers or plain codes: 70 and 70.0 are the same.</summary>
    public bool HasNumbers => Categories is { } texts && texts.All(t => PmmlElement.TryParseFinite(t, out _));
}
