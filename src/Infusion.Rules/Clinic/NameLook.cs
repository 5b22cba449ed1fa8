using System.Text;

namespace Infusion.Rules.Clinic;

/// <summary>What a name looks like: two names that look alike are one to whoever reads them.</summary>
internal static class NameLook
{
    // Letters of Greek and Cyrillic beside the Latin ones they look like, and signs beside those of a keyboard.
    private const string Letters =
        "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u051A\u051C\u04AE"
        + "\u0430\u0432\u0435\u043A\u043C\u043D\u043E\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501\u051B\u051D\u04AF\u04BB\u04CF"
        + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7"
        + "\u03B1\u03B2\u03B5\u03B9\u03BA\u03BD\u03BF\u03C1\u03C4\u03C5\u03C7\u03B3\u03B7\u03F2\u0131\u0251"
        + "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2018\u2019\u02BC\u201C\u201D";

    private const string Like =
        "abekmhopctyxijsqwy"
        + "abekmhopctyxijsdqwyhl"
        + "abezhikmnoptyx"
        + "abeikvoptuxyncia"
        + "-------'''\"\"";

    /// <summary>The name without what cannot be seen, and with Latin letters for those that look like them.</summary>
    /// <param name="name">The name; one that is blank comes back as it is.</param>
    /// <returns>The look, to be compared without case; a name of ASCII alone is returned as it is.</returns>
    public static string Of(string name)
    {
        if (StatedName.IsTidy(name))
        {
            return name;
        }

        string tidy = StatedName.IsBlank(name) ? name : StatedName.Tidy(name);
        var look = new StringBuilder(tidy.Length);
        foreach (char letter in tidy)
        {
            int place = Letters.IndexOf(letter);
            look.Append(place < 0 ? letter : Like[place]);
        }

        return look.ToString();
    }
}
