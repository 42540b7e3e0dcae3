using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>MapValues: the output of the first row of the table whose inputs are the fields' values.</summary>
/// <param name="slots">Fields.</param>
/// <param name="keys">Row-major, row × field.</param>
/// <param name="outputs">Output of each row.</param>
/// <param name="dataType">Type of the outputs.</param>
/// <param name="categories">Categories of the outputs.</param>
/// <param name="mapMissingTo">Result when a field is missing.</param>
/// <param name="defaultValue">Result when no row matches.</param>
internal sealed class MapValuesExpression(
    int[] slots, double[] keys, double[] outputs, FieldDataType dataType, Vocabulary? categories, double mapMissingTo, double defaultValue)
    : CompiledExpression(dataType, categories)
{
    public override double Evaluate(Span<double> frame)
    {
        foreach (var slot in slots)
            if (double.IsNaN(frame[slot])) return mapMissingTo;
        for (var row = 0; row < outputs.Length; row++)
        {
            var fits = true;
            for (var i = 0; i < slots.Length && fits; i++) fits = frame[slots[i]] == keys[(row * slots.Length) + i];
            if (fits) return outputs[row];
        }
        return defaultValue;
    }
}
