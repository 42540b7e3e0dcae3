namespace Maintenance.Pmml.Transformations;

/// <summary>Conversion of a number to a data type.</summary>
internal enum NumberCast
{
    None,
    ToFloat,
    ToInteger,
}
