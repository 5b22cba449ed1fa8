using System.Collections.Immutable;
using System.Globalization;

namespace Infusion.Rules.Decisions;

/// <summary>The names of an enum whose values are 0, 1, 2 and so on; their position is their code.</summary>
internal static class OrdinalNames
{
    // Not generic where it need not be: code made anew for every enum is what a first decision waits for.

    /// <summary>The names in ordinal order.</summary>
    public static ImmutableArray<string> Of(Type type)
    {
#if NET
        Array values = Enum.GetValuesAsUnderlyingType(type);
#else
        Array values = Enum.GetValues(type);
#endif
        for (int code = 0; code < values.Length; code++)
        {
            if (((IConvertible)values.GetValue(code)!).ToInt64(CultureInfo.InvariantCulture) != code)
            {
                throw new ArgumentException($"The values of '{type.Name}' are not 0, 1, 2 and so on.");
            }
        }

        return [.. Enum.GetNames(type)];
    }

    /// <summary>The code of an enum value, for a declaration.</summary>
    public static int Declared(Enum value) => ((IConvertible)value).ToInt32(CultureInfo.InvariantCulture);

    /// <summary>The code of an enum value, for a row.</summary>
    public static long Ordinal<TEnum>(TEnum value)
        where TEnum : struct, Enum => ((IConvertible)value).ToInt64(CultureInfo.InvariantCulture);
}
