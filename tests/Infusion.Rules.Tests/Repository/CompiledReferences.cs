using System.Reflection;
using System.Reflection.Emit;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The types that a compiled type really uses: in its signatures and
/// in the instructions of its methods, however the source wrote them.</summary>
internal static class CompiledReferences
{
    private const BindingFlags Everything = BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static Dictionary<short, OpCode> OpCodes { get; } = typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every type that a type names, itself included.</summary>
    public static HashSet<Type> Of(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (Type implemented in type.GetInterfaces())
        {
            Add(used, implemented);
        }

        foreach (FieldInfo field in type.GetFields(Everything))
        {
            Add(used, field.FieldType);
        }

        foreach (CustomAttributeData attribute in type.GetCustomAttributesData())
        {
            foreach (CustomAttributeTypedArgument argument in attribute.ConstructorArguments)
            {
                Add(used, argument.Value as Type);
            }
        }

        foreach (MethodBase method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            AddMethod(used, method);
        }

        return used;
    }

    private static void AddMethod(HashSet<Type> used, MethodBase method)
    {
        Add(used, (method as MethodInfo)?.ReturnType);
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            Add(used, parameter.ParameterType);
        }

        foreach (LocalVariableInfo local in method.GetMethodBody()?.LocalVariables ?? [])
        {
            Add(used, local.LocalType);
        }

        foreach (MemberInfo member in Members(method))
        {
            switch (member)
            {
                case Type named:
                    Add(used, named);
                    break;
                case MethodBase called:
                    Add(used, called.DeclaringType);
                    Add(used, (called as MethodInfo)?.ReturnType);
                    break;
                case FieldInfo field:
                    Add(used, field.DeclaringType);
                    Add(used, field.FieldType);
                    break;
            }
        }
    }

    /// <summary>Every member that the instructions of a type's methods name.</summary>
    public static IEnumerable<MemberInfo> MembersOf(Type type) =>
        type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(Members);

    private static IEnumerable<MemberInfo> Members(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }

        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return Tokens(body.GetILAsByteArray()!).Select(token => method.Module.ResolveMember(token, ofType, ofMethod)).OfType<MemberInfo>();
    }

    // The operands that name a member or a type.
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            short value = code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at];
            OpCode operation = OpCodes[value];
            at += operation.Size;
            switch (operation.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    yield return BitConverter.ToInt32(code, at);
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(code, at));
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(used, type.GetElementType());
            return;
        }

        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        foreach (Type argument in type.GetGenericArguments())
        {
            Add(used, argument);
        }
    }
}
