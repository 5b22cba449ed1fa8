using System.Reflection;
using System.Xml.Linq;

namespace Infusion.Rules.Tool.Tests.Contract;

/// <summary>Which exceptions the documentation of an assembly's members names.</summary>
internal sealed class DocumentedExceptions
{
    private readonly Dictionary<string, string[]> _exceptions;

    /// <summary>Reads the documentation file beside an assembly.</summary>
    public DocumentedExceptions(Assembly assembly) => _exceptions = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(
            static member => (string)member.Attribute("name")!,
            static member => member.Elements("exception").Select(static one => ((string)one.Attribute("cref")!)[2..]).ToArray(),
            StringComparer.Ordinal);

    /// <summary>How many members are documented.</summary>
    public int Count => _exceptions.Count;

    /// <summary>Whether a member says that it may throw an exception of this type.</summary>
    /// <param name="member">A method, a constructor, or a property for its accessors.</param>
    /// <param name="thrown">The type of what was thrown.</param>
    public bool Allow(MemberInfo member, Type thrown)
    {
        string[] documented = _exceptions.GetValueOrDefault(IdOf(member), []);
        for (Type? type = thrown; type != typeof(Exception) && type is not null; type = type.BaseType)
        {
            if (documented.Contains(type.FullName, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string IdOf(MemberInfo member)
    {
        string owner = NameOf(member.DeclaringType!);
        return member switch
        {
            PropertyInfo property => $"P:{owner}.{property.Name}{Parameters(property.GetIndexParameters())}",
            ConstructorInfo constructor => $"M:{owner}.#ctor{Parameters(constructor.GetParameters())}",
            MethodInfo { IsGenericMethod: true } method => Method(method.GetGenericMethodDefinition()),
            MethodInfo method => Method(method),
            _ => $"T:{owner}",
        };

        string Method(MethodInfo method) => $"M:{owner}.{method.Name}"
            + (method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "") + Parameters(method.GetParameters())
            + (method.Name is "op_Implicit" or "op_Explicit" ? "~" + NameOf(method.ReturnType) : "");
    }

    private static string Parameters(ParameterInfo[] parameters) => parameters.Length == 0
        ? ""
        : $"({string.Join(',', parameters.Select(static one => NameOf(one.ParameterType)))})";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        string name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        return type is { IsGenericType: true, IsGenericTypeDefinition: false }
            ? $"{name.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(NameOf))}}}"
            : name;
    }
}
