using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>DefineFunction: a function defined by the document.</summary>
internal sealed record DefinedFunction(string Name, IReadOnlyList<string> Parameters, FieldDataType DataType, PmmlElement Body,
    PmmlElement Element)
{
    public static DefinedFunction Read(PmmlElement element) => new(
        element.Required("name"),
        [.. element.ChildrenNamed("ParameterField").Select(p => p.AllowOnly().Required("name"))],
        DataField.ReadDataType(element),
        ExpressionCompiler.Find(element, "ParameterField") ?? throw element.Refuse("has no expression."),
        element);
}
