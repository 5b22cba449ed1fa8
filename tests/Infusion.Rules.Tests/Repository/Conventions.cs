using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The style rules of CONTRIBUTING.md that reflection can see: each names what is wrong with a type, or nothing.</summary>
internal static class Conventions
{
    private const BindingFlags Declared = BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] _unwelcome =
    [
        typeof(double), typeof(float), typeof(Half), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(TimeZoneInfo),
    ];

    private static readonly Type[] _mutable =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(ICollection<>), typeof(IList<>), typeof(IDictionary<,>),
        typeof(ISet<>),
    ];

    public static IEnumerable<string> Shape(Type type)
    {
        if (type.IsInterface || type.BaseType == typeof(MulticastDelegate))
        {
            yield return "is an interface or a delegate; public types are enums, readonly structs, sealed records and classes, and static classes";
        }
        else if (type.IsValueType && !type.IsEnum && !IsReadOnly(type))
        {
            yield return "is a struct that is not readonly";
        }
        else if (type.IsClass && !type.IsSealed && !IsClosedHierarchy(type))
        {
            yield return "is a class that is neither sealed nor static nor the abstract root of a closed hierarchy";
        }
        else if (
            type.IsClass
            && type.BaseType is { } parent && parent != typeof(object) && parent.Assembly == type.Assembly && !IsCaseOf(parent, type))
        {
            yield return $"derives from {parent.Name} and is neither nested in it nor its generic form";
        }
    }

    public static IEnumerable<string> Signatures(Type type) =>
        from member in VisibleMembers(type)
        from used in SignatureOf(member).SelectMany(Unwrap)
        where _unwelcome.Contains(used)
        select $"{member.Name} shows {used.Name}";

    /// <summary>A method may give a lazy sequence, such as the rows of a space too large to hold; a property may not.</summary>
    public static IEnumerable<string> CollectionsOut(Type type) =>
        from member in VisibleMembers(type)
        let result = member switch
        {
            PropertyInfo property => property.PropertyType,
            MethodInfo method => method.ReturnType,
            FieldInfo field => field.FieldType,
            _ => typeof(void),
        }
        let definition = result.IsGenericType ? result.GetGenericTypeDefinition() : result
        where !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && (result.IsArray || _mutable.Contains(definition) || (member is not MethodInfo && definition == typeof(IEnumerable<>)))
        select $"{member.Name} gives out {result.Name}; give an ImmutableArray";

    public static IEnumerable<string> RecordText(Type type)
    {
        if (IsRecord(type) && !type.IsAbstract && !IsWrittenByHand(type.GetMethod(nameof(ToString), Type.EmptyTypes)!))
        {
            yield return "is a record with the generated ToString, which depends on the culture";
        }
    }

    public static IEnumerable<string> RecordEquality(Type type)
    {
        if (!IsRecord(type) || !type.GetFields(Declared).Any(field => !field.IsStatic && HoldsReferenceCompared(field.FieldType)))
        {
            yield break;
        }

        if (!IsWrittenByHand(type.GetMethod(nameof(Equals), Declared, [type])!))
        {
            yield return "is a record that holds a collection with the generated Equals, which compares the collection's reference";
        }

        if (!IsWrittenByHand(type.GetMethod(nameof(GetHashCode), Type.EmptyTypes)!))
        {
            yield return "is a record that holds a collection with the generated GetHashCode";
        }
    }

    public static IEnumerable<string> Statics(Type type)
    {
        if (IsGenerated(type))
        {
            yield break;
        }

        foreach (var field in type.GetFields(Declared).Where(
                field =>
                    field is { IsStatic: true, IsLiteral: false } && !field.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsEnum))
        {
            if (!field.IsInitOnly)
            {
                yield return $"{field.Name} is static mutable state";
            }
            else if (field.IsPublic)
            {
                yield return $"{field.Name} is a public static field; a constant is a static property";
            }
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.SetMethod is { IsStatic: true }))
        {
            yield return $"{property.Name} is a static property that can be set";
        }
    }

    public static IEnumerable<string> Immutability(Type type) =>
        from property in type.GetProperties(Declared)
        where property is { GetMethod.IsPublic: true, SetMethod.IsPublic: true } && !IsInit(property.SetMethod)
        select $"{property.Name} can be changed after construction";

    public static IEnumerable<string> FactsNaming(Type type)
    {
        if (type.Name.EndsWith("Facts", StringComparison.Ordinal) && !(IsRecord(type) && type.IsSealed))
        {
            yield return "is named as the facts of a room and is not a sealed record";
        }
    }

    public static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute))
        : type.GetMethod("<Clone>$", Declared) is not null;

    public static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    // By name: on netstandard2.0 the library brings both of these compiler types itself.
    private static bool IsReadOnly(Type type) =>
        type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "System.Runtime.CompilerServices.IsReadOnlyAttribute");

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers()
            .Any(modifier => modifier.FullName == "System.Runtime.CompilerServices.IsExternalInit");

    /// <summary>An abstract type that only its own sealed cases can derive from.</summary>
    private static bool IsClosedHierarchy(Type type) =>
        type.IsAbstract

            && type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && !IsCopy(constructor)).All(constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly)
        && type.Assembly.GetTypes().Where(other => other.BaseType == type).All(other => other.IsSealed && IsCaseOf(type, other));

    private static bool IsCaseOf(Type root, Type type) =>
        type.DeclaringType == root || (type.IsGenericType && type.Namespace == root.Namespace && type.Name.Split('`')[0] == root.Name);

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsWrittenByHand(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType);

    private static bool HoldsReferenceCompared(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        return actual != typeof(string)
            && actual.IsAssignableTo(typeof(IEnumerable)) && actual.Assembly != typeof(Conventions).Assembly
            && !actual.Assembly.GetName().Name!.StartsWith("Infusion.", StringComparison.Ordinal);
    }

    private static IEnumerable<MemberInfo> VisibleMembers(Type type) =>
        type.GetMembers(Declared).Where(member => member switch
        {
            MethodBase method => method.IsPublic,
            PropertyInfo property => property.GetAccessors().Length > 0,
            FieldInfo field => field.IsPublic,
            _ => false,
        });

    private static IEnumerable<Type> SignatureOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Unwrap(Type type)
    {
        if (type.HasElementType)
        {
            return Unwrap(type.GetElementType()!);
        }

        return type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Unwrap)] : [type];
    }
}
