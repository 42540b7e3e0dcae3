namespace Maintenance.Pmml.Transformations;

/// <summary>What a data type makes of a number.</summary>
internal enum NumberCast
{
    None,
    ToFloat,
    ToInteger,
}
