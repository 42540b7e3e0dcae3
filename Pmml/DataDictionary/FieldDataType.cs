namespace Maintenance.Pmml.DataDictionary;

/// <summary>PMML's <c>dataType</c> as far as this engine computes with it.</summary>
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

    /// <summary>What else exists: may be declared, may not be used.</summary>
    Unsupported,
}
