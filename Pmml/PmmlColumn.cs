using System.Globalization;
using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.TreeModel;

namespace Maintenance.Pmml;

/// <summary>One column of a row's results as text.</summary>
/// <param name="Name">Target, output field, or probability(label).</param>
/// <param name="Slot">Slot of its value; if negative, the value is the probability of the category whose code is in slot
/// <c>~Slot</c>.</param>
/// <param name="Labels">Categories when the value is a code.</param>
/// <param name="IsBoolean">True when the value is 0 or 1.</param>
/// <param name="DataType">Date, Time or DateTime when the value is one.</param>
internal sealed record PmmlColumn(string Name, int Slot, Vocabulary? Labels, bool IsBoolean, FieldDataType DataType = FieldDataType.Double)
{
    private const string ConfidenceName = "confidence";

    /// <summary>
    /// The columns of a row's results as text: the predicted value, the document's output fields, then probabilities without an output
    /// field.
    /// </summary>
    public static PmmlColumn[] Define(ModelElement model, CompiledModel root)
    {
        var columns = new List<PmmlColumn> { new(model.Schema.Target?.Name ?? "prediction", root.Result.Value, root.Result.Labels, false) };
        foreach (var output in root.Outputs)
            Add(new PmmlColumn(output.Name, output.Slot, output.Labels, output.IsBoolean, output.Expression?.DataType
            ?? FieldDataType.Double));
        foreach (var inner in root.Body.InnerOutputs.Where(o => o.IsFinal).Reverse().DistinctBy(o => o.Name).Reverse())
            if (columns.TrueForAll(c => c.Name != inner.Name))
                Add(new PmmlColumn(inner.Name, inner.Slot, inner.Labels, inner.IsBoolean, inner.Expression?.DataType
                    ?? FieldDataType.Double));
        if (root.Result.Labels is { } labels)
            for (var i = 0; i < labels.Count; i++)
                Add(new PmmlColumn($"probability({labels.Texts[i]})", root.Result.Probabilities + i, null, false));
        if (root.Outputs.Length == 0 && root.Body is CompiledRuleSet or CompiledTree or CompiledSpreadingTree && root.Result.Labels
            is not null && columns.TrueForAll(c => c.Name != ConfidenceName))
            columns.Add(new PmmlColumn(ConfidenceName, ~root.Result.Value, null, false));
        if (root is { Outputs.Length: 0, Body: CompiledClustering clustering })
        {
            var names = new Vocabulary(FieldDataType.String);
            for (var i = 0; i < root.Result.Labels!.Count; i++) names.Append(model.DisplayLabel(i) ?? root.Result.Labels.Texts[i]);
            columns.Insert(1, new PmmlColumn("displayName", root.Result.Value, names, false));
            columns.Insert(2, new PmmlColumn("affinity", clustering.Affinity, null, false));
        }
        return [.. columns];

        // An output field with the target's name replaces it: it is what the document shows.
        void Add(PmmlColumn column)
        {
            var same = columns.FindIndex(c => string.Equals(c.Name, column.Name, StringComparison.Ordinal));
            if (same < 0) columns.Add(column);
            else columns[same] = column;
        }
    }

    /// <summary>A value of the column; null when missing.</summary>
    public string? Format(double value)
    {
        if (double.IsNaN(value)) return null;
        if (Labels is { } labels) return RowTexts.TextOf(value, labels);
        if (DateValues.IsDate(DataType)) return DateValues.Format(DataType, value);
        return IsBoolean ? value == 1 ? "true" : "false" : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
