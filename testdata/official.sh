# official.sh: the schemas that the standards bodies published, from the
# material of others, ready for xmllint without a network.  Source it.
# shellcheck shell=sh

xsd=$CORPUS/xsd/clairmeta/clairmeta/xsd
libdcp=$CORPUS/xsd/libdcp

# Where one schema says that another is, and where it is.
{
	echo '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
	while read -r url file; do
		echo "<uri name=\"$url\" uri=\"file://$file\"/>"
		echo "<system systemId=\"$url\" uri=\"file://$file\"/>"
	done <<-EOF
	http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd $libdcp/xmldsig-core-schema.xsd
	http://www.w3.org/2001/03/xml.xsd $xsd/xml.xsd
	http://www.w3.org/2001/XMLSchema.dtd $libdcp/XMLSchema.dtd
	http://www.digicine.com/PROTO-ASDCP-CPL-20040511.xsd $xsd/PROTO-ASDCP-CPL-20040511.xsd
	http://www.digicine.com/schemas/437-Y/2007/Main-Stereo-Picture-CPL.xsd $xsd/437-Y-2007-Main-Stereo-Picture-CPL.xsd
	EOF
	echo '</catalog>'
} >catalog.xml
export XML_CATALOG_FILES="$PWD/catalog.xml" SGML_CATALOG_FILES=

# driver FILE SPACE SCHEMA ...: one schema of several
driver() {
	out=$1
	shift
	echo '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">' >"$out"
	while [ $# -gt 0 ]; do
		echo "<xs:import namespace=\"$1\" schemaLocation=\"$2\"/>"
		shift 2
	done >>"$out"
	echo '</xs:schema>' >>"$out"
}
s=http://www.smpte-ra.org/schemas
i=http://www.digicine.com/PROTO-ASDCP
driver official-smpte-composition.xsd \
    $s/429-7/2006/CPL "$xsd/SMPTE-429-7-2006-CPL.xsd" \
    $s/429-10/2008/Main-Stereo-Picture-CPL "$libdcp/SMPTE-429-10-2008.xsd" \
    $s/429-12/2008/TT "$libdcp/SMPTE-429-12-2008.xsd" \
    $s/429-16/2014/CPL-Metadata "$libdcp/SMPTE-429-16.xsd" \
    http://www.dolby.com/schemas/2012/AD "$libdcp/Dolby-2012-AD.xsd"
driver official-smpte-pkl.xsd $s/429-8/2007/PKL \
    "$xsd/SMPTE-429-8-2006-PKL.xsd"
driver official-smpte-assetmap.xsd $s/429-9/2007/AM \
    "$xsd/SMPTE-429-9-2007-AM.xsd"
driver official-interop-composition.xsd \
    "$i-CPL-20040511#" "$xsd/PROTO-ASDCP-CPL-20040511.xsd"
driver official-interop-pkl.xsd "$i-PKL-20040311#" \
    "$xsd/PROTO-ASDCP-PKL-20040311.xsd"
driver official-interop-assetmap.xsd "$i-AM-20040311#" \
    "$xsd/PROTO-ASDCP-AM-20040311.xsd"

# validate SCHEMA FILE: xmllint alone, with what it says
validate() { xmllint --nonet --noout --schema "$1" "$2"; }
