using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml;

/// <summary>One column of a row's results as text.</summary>
/// <param name="Name">Target, output field, or probability(label).</param>
/// <param name="Slot">Where its value stands in the frame; below zero: the probability of the category whose code stands in its complement.</param>
/// <param name="Labels">Categories when the value is a code.</param>
/// <param name="IsBoolean">The value is 0 or 1.</param>
/// <param name="DataType">Date, Time or DateTime when the value is one.</param>
internal sealed record PmmlColumn(string Name, int Slot, Vocabulary? Labels, bool IsBoolean, FieldDataType DataType = FieldDataType.Double);
