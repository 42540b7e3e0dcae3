using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Data;

/// <summary>
/// Row-major float32 values as an ML.NET data view, without a copy: each feature a column of that name, or vectors of features; with label
/// and weight where present. The values may change between rows, not while one is read.
/// </summary>
internal sealed class FeatureView : IDataView
{
    public const string Label = "Label";
    public const string Weight = "Weight";
    private readonly ReadOnlyMemory<float> _values;
    private readonly int _stride;

    /// <summary>Rows in the columns of any schema.</summary>
    /// <param name="schema">Schema.</param>
    /// <param name="places">What each column holds.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="stride">Values of a row.</param>
    /// <param name="count">Rows.</param>
    public FeatureView(DataViewSchema schema, IReadOnlyList<ColumnPlace> places, ReadOnlyMemory<float> values, int stride, int count) =>
        (Schema, Places, _values, _stride, Count) = (schema, places, values, stride, count);

    public DataViewSchema Schema { get; }

    public IReadOnlyList<ColumnPlace> Places { get; }

    public int Count { get; }

    /// <summary>Class index or number to predict of each row; null without labels.</summary>
    public IReadOnlyList<float>? Labels { get; private init; }

    /// <summary>Weight of each row that has a label.</summary>
    public IReadOnlyList<float> Weights { get; private init; } = [];

    public bool CanShuffle => false;

    /// <summary>Rows in one column per feature.</summary>
    public static FeatureView Columns(IReadOnlyList<string> features, ReadOnlyMemory<float> values, int count)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var feature in features) builder.AddColumn(feature, NumberDataViewType.Single);
        return new FeatureView(builder.ToSchema(), [.. features.Select((_, i) => new ColumnPlace(i, 0))], values, features.Count, count);
    }

    /// <summary>Training rows, in one column per feature.</summary>
    /// <param name="features">Names of the columns.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="labels">Class index or number to predict of each row.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="classes">Class names, attached to the label's keys; empty when the label is a number.</param>
    public static FeatureView Labelled(
        IReadOnlyList<string> features, ReadOnlyMemory<float> values, IReadOnlyList<float> labels, IReadOnlyList<float> weights,
        IReadOnlyList<string> classes)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var feature in features) builder.AddColumn(feature, NumberDataViewType.Single);
        if (classes.Count == 0) builder.AddColumn(Label, NumberDataViewType.Single);
        else builder.AddColumn(Label, new KeyDataViewType(typeof(uint), classes.Count), KeyNames(classes));
        builder.AddColumn(Weight, NumberDataViewType.Single);
        ColumnPlace[] places = [.. features.Select((_, i) => new ColumnPlace(i, 0)), ColumnPlace.None, ColumnPlace.None];
        return new FeatureView(builder.ToSchema(), places, values, features.Count, labels.Count) { Labels = labels, Weights = weights };
    }

    public ReadOnlySpan<float> Row(int row) => _values.Span.Slice(row * _stride, _stride);

    public long? GetRowCount() => Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new FeatureCursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema.Annotations KeyNames(IReadOnlyList<string> classes)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, classes.Count),
            (ref VBuffer<ReadOnlyMemory<char>> names) =>
            names = new VBuffer<ReadOnlyMemory<char>>(classes.Count, [.. classes.Select(c => c.AsMemory())]));
        return annotations.ToAnnotations();
    }
}
