using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Data;

/// <summary>
/// Reads rows of float32 in place, one after the other (as a cursor) or at random (as a row). Every move changes <see cref="Position"/>,
/// even to the same row, because ML.NET's transformers cache results by position. One thread.
/// </summary>
internal sealed class FeatureCursor : DataViewRowCursor
{
    private readonly FeatureView _view;
    private readonly bool[] _active;
    private long _position = -1;
    private int _row = -1;

    public FeatureCursor(FeatureView view, IEnumerable<DataViewSchema.Column> needed)
    {
        (_view, _active) = (view, new bool[view.Schema.Count]);
        foreach (var column in needed) _active[column.Index] = true;
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _view.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        if (_row + 1 >= _view.Count) return false;
        MoveTo(_row + 1);
        return true;
    }

    /// <summary>Moves to a row of the view.</summary>
    public void MoveTo(int row)
    {
        _row = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Getter(column) as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column {column.Name} "
            + $"is {column.Type}; {typeof(TValue).Name} was requested.");

    private Delegate Getter(DataViewSchema.Column column)
    {
        if (_view.Labels is { } labels && column.Name is FeatureView.Label or FeatureView.Weight) return LabelGetter(labels, column);
        var place = _view.Places[column.Index];
        if (place.Offset < 0) throw new InvalidOperationException($"Column {column.Name} holds no feature.");
        if (place.Length == 0) return (ValueGetter<float>)((ref float value) => value = _view.Row(_row)[place.Offset]);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, place.Length);
            _view.Row(_row).Slice(place.Offset, place.Length).CopyTo(editor.Values);
            value = editor.Commit();
        });
    }

    private Delegate LabelGetter(IReadOnlyList<float> labels, DataViewSchema.Column column)
    {
        if (column.Name == FeatureView.Weight) return (ValueGetter<float>)((ref float value) => value = _view.Weights[_row]);
        return column.Type is KeyDataViewType
            ? (ValueGetter<uint>)((ref uint value) => value = (uint)labels[_row] + 1)
            : (ValueGetter<float>)((ref float value) => value = labels[_row]);
    }
}
