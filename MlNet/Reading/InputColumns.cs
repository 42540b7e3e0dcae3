using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Reading;

/// <summary>What a pipeline asks for: columns of one number each, named as the feature, or one vector whose places are named.</summary>
internal static class InputColumns
{
    /// <summary>The features in a column; null for a column of any other type, or of places without names.</summary>
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
