using System.Globalization;

namespace Maintenance.Pmml.Xml;

/// <summary>Builds the PMML elements equivalent to a native model, so that one engine scores, explains and checks them all.</summary>
internal static class Markup
{
    public static PmmlElement Make(string name, (string Name, string Value)[] attributes, params PmmlElement[] children)
    {
        var element = new PmmlElement(name, 0);
        foreach (var (key, value) in attributes) element.AddAttribute(key, value);
        foreach (var child in children) element.AddChild(child);
        return element;
    }

    public static PmmlElement Make(string name, params PmmlElement[] children) => Make(name, [], children);

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static PmmlElement Constant(double value)
    {
        var constant = Make("Constant", [("dataType", "double")]);
        constant.Text = Text(value);
        return constant;
    }

    public static PmmlElement Apply(string function, params PmmlElement[] arguments) => Make("Apply", [("function", function)], arguments);

    public static PmmlElement FieldRef(string field) => Make("FieldRef", [("field", field)]);

    public static PmmlElement Set(string field, IEnumerable<string> values)
    {
        var array = Make("Array", [("type", "string")]);
        array.Text = string.Join(' ', values.Select(
            v => $"\"{v.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
        return Make("SimpleSetPredicate", [("field", field), ("booleanOperator", "isIn")], array);
    }

    public static PmmlElement Compare(string field, string op, string value) =>
        Make("SimplePredicate", [("field", field), ("operator", op), ("value", value)]);
}
