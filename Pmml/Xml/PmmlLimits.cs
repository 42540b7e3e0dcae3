namespace Maintenance.Pmml.Xml;

/// <summary>
/// Limits of a document, so that a hostile one is refused cheaply. Far above what exporters write: a random forest of
/// 500 deep trees has about 40 MiB, the deepest tree seen in the field about 60 levels (two XML levels each at most).
/// </summary>
internal static class PmmlLimits
{
    public const int MaxDocumentBytes = 64 << 20;
    public const int MaxDepth = 512;
    public const int MaxElements = 4_000_000;
    public const int MaxTextLength = 4 << 20;
    public const int MaxAttributes = 64;

    /// <summary>Maximum number of slots of a row's frame: fields, results of nested models, outputs.</summary>
    public const int MaxFrameSlots = 1 << 18;

    public const int MaxCategories = 10_000;

    public const int MaxArguments = 1024;

    /// <summary>Maximum number of expressions of a document, with calls of its own functions expanded.</summary>
    public const int MaxExpressions = 500_000;

    /// <summary>Maximum of leaves × categories of one tree.</summary>
    public const int MaxTreeProbabilities = 1 << 24;
}
