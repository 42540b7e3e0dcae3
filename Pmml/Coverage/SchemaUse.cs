namespace Maintenance.Pmml.Coverage;

/// <summary>What becomes of an element or attribute of PMML's schema.</summary>
internal enum SchemaUse
{
    /// <summary>Read wherever it stands; a document in which nobody reads it is refused.</summary>
    Used,

    /// <summary>Read where the model's other settings give it a meaning.</summary>
    Conditional,

    /// <summary>Never changes a result.</summary>
    Harmless,

    /// <summary>Accepted with its default value only.</summary>
    DefaultOnly,

    /// <summary>Refused.</summary>
    Refused,
}
