using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Reading;

/// <summary>The inputs of a pipeline: columns of one number each, named after the feature, or a vector with named slots.</summary>
internal static class InputColumns
{
    /// <summary>The features in a column; null for a column of any other type, or with unnamed slots.</summary>
    public static IReadOnlyList<string>? FeaturesOf(DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single) return [column.Name];
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single
            || !column.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }
}
