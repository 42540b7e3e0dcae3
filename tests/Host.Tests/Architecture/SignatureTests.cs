using System.Reflection;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>What a stage shows of itself names no type of an engine: an engine can be exchanged without anybody outside noticing.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void No_public_signature_names_a_type_of_a_library() =>
        Product.Assemblies.SelectMany(a => a.GetExportedTypes()).SelectMany(Leaks).ShouldBeEmpty();

    [Fact]
    public void A_violation_is_found() => Leaks(typeof(Store.Planted.ShowsKafka)).ShouldBe(
    [
        "Maintenance.Store.Planted.ShowsKafka..ctor: Confluent.Kafka.TopicPartition",
        "Maintenance.Store.Planted.ShowsKafka.Many: Confluent.Kafka.TopicPartition",
    ], ignoreOrder: true);

    private static IEnumerable<string> Leaks(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .SelectMany(m => Named(m).SelectMany(Parts).Where(IsForeign).Select(t => $"{type.FullName}.{m.Name}: {t.FullName}"))
            .Concat(type.GetInterfaces().Append(type.BaseType).OfType<Type>().SelectMany(Parts).Where(IsForeign)
                .Select(t => $"{type.FullName}: {t.FullName}"))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } => [], // of a property, which is looked at itself
        MethodInfo method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        EventInfo happening => [happening.EventHandlerType!],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }

    // .NET and ASP.NET Core are the ground that everything stands on.
    private static bool IsForeign(Type type)
    {
        var assembly = type.Assembly.GetName().Name!;
        return !type.IsGenericParameter && !assembly.StartsWith("Maintenance", StringComparison.OrdinalIgnoreCase)
            && !assembly.StartsWith("System.", StringComparison.Ordinal)
                && !assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
    }
}
