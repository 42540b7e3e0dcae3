namespace Maintenance.Pmml.DataDictionary;

/// <summary>The values of PMML's <c>dataType</c> that this engine computes with.</summary>
internal enum FieldDataType
{
    Double,
    Float,
    Integer,
    Boolean,
    String,
    Date,
    Time,
    DateTime,

    /// <summary>Any other type: may be declared but not used.</summary>
    Unsupported,
}
