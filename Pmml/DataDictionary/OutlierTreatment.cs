namespace Maintenance.Pmml.DataDictionary;

/// <summary>What a model does with values outside <c>lowValue … highValue</c>.</summary>
internal enum OutlierTreatment
{
    AsIs,
    AsMissing,
    AsExtreme,
}
