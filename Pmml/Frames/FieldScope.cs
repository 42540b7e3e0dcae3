using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>Names visible to a model element: its own fields, then those of the enclosing models.</summary>
internal sealed class FieldScope(FieldScope? parent)
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);

    public void Define(Field field) => _fields[field.Name] = field;

    public Field? Find(string name) => _fields.TryGetValue(name, out var field) ? field : parent?.Find(name);

    public Field Resolve(string name, PmmlElement element)
    {
        var field = Find(name) ?? throw element.Refuse($"field '{PmmlElement.Shorten(name)}' is unknown here; expected an active "
            + "mining field, a derived field or an earlier output.");
        return field.DataType == FieldDataType.Unsupported
            ? throw element.Refuse($"field '{PmmlElement.Shorten(name)}' has a data type that is not supported.")
            : field;
    }

    public Field ResolveNumeric(string name, PmmlElement element)
    {
        var field = Resolve(name, element);
        return field.Categories is null && !DateValues.IsDate(field.DataType)
            ? field : throw element.Refuse($"field '{PmmlElement.Shorten(name)}' is a {field.DataType}; a number is needed.");
    }
}
