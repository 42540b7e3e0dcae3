using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>An output that segments of selectFirst define under one name: its value is that of the segment that was selected.</summary>
internal sealed class SharedOutput
{
    private readonly CompiledOutput?[] _sources;
    private readonly int[]?[] _codes;

    private SharedOutput(CompiledOutput output, CompiledOutput?[] sources, int[]?[] codes) =>
        (Output, _sources, _codes) = (output, sources, codes);

    public CompiledOutput Output { get; }

    /// <summary>
    /// The outputs of the segments, in order of first appearance; refuses a name that means text in one and a number in another.
    /// </summary>
    public static SharedOutput[] Compile(CompiledSegment[] segments, MiningModelElement model, CompilationContext context)
    {
        var names = segments.SelectMany(s => s.Model.AllOutputs).Where(o => o.IsFinal).Select(o => o.Name).Distinct();
        return [.. names.Select(name => Compile(name, segments, model, context))];
    }

    /// <summary>Copies the value of the selected segment; missing where it does not define the output.</summary>
    public void Copy(Span<double> frame, int segment)
    {
        var value = _sources[segment] is { } source ? frame[source.Slot] : double.NaN; // the segment may have reused the slot
        frame[Output.Slot] = value >= 0 && _codes[segment] is { } codes ? codes[(int)value] : value;
    }

    private static SharedOutput Compile(string name, CompiledSegment[] segments, MiningModelElement model, CompilationContext context)
    {
        CompiledOutput?[] sources = [.. segments.Select(s => s.Model.AllOutputs.LastOrDefault(o => o.IsFinal && o.Name == name))];
        var all = sources.OfType<CompiledOutput>().ToArray();
        var labels = Array.Exists(all, o => o.Labels is not null) ? new Vocabulary(FieldDataType.String) : null;
        if (labels is not null && Array.Exists(all, o => o.Labels is null))
            throw model.Segmentation.Refuse($"its segments give output '{name}' as text and as a number.");
        int[]?[] codes = [.. sources.Select(s => labels is null || s is null ? null : s.Labels!.Texts.Select(labels.Add).ToArray())];
        var dataType = labels is not null ? FieldDataType.String
            : all.Select(o => o.IsBoolean ? FieldDataType.Boolean : o.Expression?.DataType ?? FieldDataType.Double).Distinct().ToArray()
                is [var same] ? same : FieldDataType.Double;
        var slot = context.Layout.Allocate(1, model.Element);
        var output = new CompiledOutput(name, slot, IsProbability: false, Label: -1, labels, ToFloat: false, IsFinal: true,
            new FieldExpression(new Field(name, slot, dataType, labels), double.NaN));
        return new SharedOutput(output, sources, codes);
    }
}
