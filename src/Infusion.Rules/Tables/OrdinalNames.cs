using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Infusion.Rules.Tables;

/// <summary>The names of an enum whose values are 0, 1, 2 and so on; their position is their code.</summary>
internal static class OrdinalNames
{
    // INVARIANT: the enums are of whole numbers of 32 bits, as an enum is that does not say otherwise; Of refuses any other.
    // Not generic where it need not be: code made anew for every enum is what a first decision waits for.

    /// <summary>The names in ordinal order.</summary>
    public static ImmutableArray<string> Of(Type type)
    {
#if NET
        Array values = Enum.GetValuesAsUnderlyingType(type);
#else
        Array values = Enum.GetValues(type);
#endif
        if (Enum.GetUnderlyingType(type) != typeof(int))
        {
            throw new ArgumentException($"The values of '{type.Name}' are not whole numbers of 32 bits.");
        }

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

    /// <summary>The enum value of a code.</summary>
    public static TEnum Value<TEnum>(int code)
        where TEnum : struct, Enum => Unsafe.As<int, TEnum>(ref code);

    /// <summary>The code of an enum value, for a row.</summary>
    public static long Ordinal<TEnum>(TEnum value)
        where TEnum : struct, Enum => Unsafe.As<TEnum, int>(ref value);
}
