using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Native;

/// <summary>A feature of a native model.</summary>
/// <param name="Name">Name.</param>
/// <param name="Categories">Texts of its category codes; null when it is a number.</param>
internal sealed record NativeFeature(string Name, IReadOnlyList<string>? Categories)
{
    /// <summary>Its categories are numbers, or codes that stand for themselves: 70 and 70.0 are one.</summary>
    public bool HasNumbers => Categories is { } texts && texts.All(t => PmmlElement.TryParseFinite(t, out _));
}
