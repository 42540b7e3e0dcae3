using System.Globalization;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Native;

/// <summary>A feature of a native model.</summary>
/// <param name="Name">Name.</param>
/// <param name="Categories">The categories of its codes, from 0; empty when they are plain codes; null when it is numeric.</param>
internal sealed record NativeFeature(string Name, IReadOnlyList<NativeCategory>? Categories)
{
    /// <summary>True when its categories are numbers or plain codes: 70 and 70.0 are the same.</summary>
    public bool HasNumbers => Categories is { } all && all.All(c => PmmlElement.TryParseFinite(c.Texts[0], out _));

    /// <summary>How a table may write the category of a code: the first is the usual one.</summary>
    public IEnumerable<string> TextsOf(int code) =>
        code < Categories!.Count ? Categories[code].Texts : [code.ToString(CultureInfo.InvariantCulture)];
}
