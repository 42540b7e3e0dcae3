namespace Maintenance.Pmml.MiningFields;

/// <summary>What a model does with a value that the data dictionary does not allow.</summary>
internal enum InvalidValueTreatment
{
    /// <summary>The row has no result (all outputs missing).</summary>
    ReturnInvalid,
    AsIs,
    AsMissing,
    AsValue,
}
