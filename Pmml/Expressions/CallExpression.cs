namespace Maintenance.Pmml.Expressions;

/// <summary>Apply of a document's own function: the arguments are written to its parameters' slots, then its body runs.</summary>
internal sealed class CallExpression((int Slot, CompiledExpression Argument)[] arguments, CompiledExpression body, bool toFloat,
    double mapMissingTo, double defaultValue)
    : CompiledExpression(body.DataType, body.Categories)
{
    public override double Evaluate(Span<double> frame)
    {
        foreach (var (slot, argument) in arguments)
        {
            var value = argument.Evaluate(frame);
            if (double.IsNaN(value) && !double.IsNaN(mapMissingTo)) return mapMissingTo;
            frame[slot] = value;
        }
        var result = body.Evaluate(frame);
        if (double.IsNaN(result)) return defaultValue;
        return toFloat ? (float)result : result;
    }
}
