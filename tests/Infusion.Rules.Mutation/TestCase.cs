using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Infusion.Rules.Mutation;

/// <summary>Finds tests, the rows of theories, and runs one.</summary>
internal static class TestCase
{
    /// <summary>The methods of an assembly that are tests, always in the same order: finding them runs no code of the library.</summary>
    public static IReadOnlyList<MethodInfo> MethodsOf(Assembly tests) =>
    [
        .. tests.GetTypes().Where(type =>
                type is { IsAbstract: false, IsGenericTypeDefinition: false } || type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy))
            .Where(method => method.GetCustomAttributes().Any(attribute => attribute is IFactAttribute or PropertyAttribute))
            .OrderBy(method => $"{method.ReflectedType!.FullName}.{method.Name}", StringComparer.Ordinal),
    ];

    /// <summary>The arguments of each row, or none where the method is no theory.</summary>
    public static IReadOnlyList<object?[]>? RowsOf(MethodInfo method)
    {
        if (method.GetCustomAttributes().OfType<PropertyAttribute>().Any() || method.GetCustomAttribute<TheoryAttribute>() is null)
        {
            return null;
        }
        var rows = new List<object?[]>();
        foreach (DataAttribute data in method.GetCustomAttributes().OfType<DataAttribute>())
        {
            rows.AddRange(data.GetData(method, new DisposalTracker()).AsTask().GetAwaiter().GetResult().Select(row => row.GetData()));
        }
        return rows;
    }

    /// <summary>Runs it; throws where it fails.</summary>
    public static void Run(MethodInfo method, object?[]? row)
    {
        PropertyAttribute? property = method.GetCustomAttributes().OfType<PropertyAttribute>().FirstOrDefault();
        object? instance = method.IsStatic ? null : Activator.CreateInstance(method.ReflectedType!);
        try
        {
            if (property is not null)
            {
                // The attribute says 100 or what is written; the replay is fixed, so that a verdict can be had again.
                Check.Method(
                    Config.QuickThrowOnFailure.WithMaxTest(property.MaxTest).WithReplay(17, 1, 100),
                    method,
                    instance is null ? null : new Microsoft.FSharp.Core.FSharpOption<object>(instance));
                return;
            }
            object? result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, Fitted(method, row), null);
            if (result is Task task)
            {
                task.GetAwaiter().GetResult();
            }
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private static object?[]? Fitted(MethodInfo method, object?[]? row)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (row is null)
        {
            return null;
        }
        if (parameters.Length > 0 && parameters[^1].IsDefined(typeof(ParamArrayAttribute))
            && (row.Length != parameters.Length || row[^1]?.GetType().IsArray != true))
        {
            Type element = parameters[^1].ParameterType.GetElementType()!;
            var rest = Array.CreateInstance(element, row.Length - parameters.Length + 1);
            for (int i = 0; i < rest.Length; i++)
            {
                rest.SetValue(row[parameters.Length - 1 + i], i);
            }
            row = [.. row[..(parameters.Length - 1)], rest];
        }
        return [.. parameters.Select((parameter, i) => i >= row.Length ? parameter.DefaultValue : Fitted(parameter.ParameterType, row[i]))];
    }

    private static object? Fitted(Type type, object? value)
    {
        Type wanted = Nullable.GetUnderlyingType(type) ?? type;
        return value is null || wanted.IsInstanceOfType(value) || wanted.IsEnum
            || value is not IConvertible || !typeof(IConvertible).IsAssignableFrom(wanted)
            ? value
            : Convert.ChangeType(value, wanted, System.Globalization.CultureInfo.InvariantCulture);
    }
}
