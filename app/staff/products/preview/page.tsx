import type { Metadata } from "next";
import { ProductEffect } from "@/components/staff/product-effect";
import { StaffFrame } from "@/components/staff/staff-frame";
import { previewProductsAsStaff } from "@/domain/staff/manage-products";
import { type StaffPageProps, visit } from "../../staff-page";

export const metadata: Metadata = { title: "Before they count" };

export default async function ProductsPreviewPage(props: StaffPageProps) {
  const { product, seen } = await props.searchParams;
  const choice = { ticked: [product ?? []].flat(), seen: [seen ?? []].flat() };
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) =>
    previewProductsAsStaff(ctx, staff, choice),
  );
  return (
    <StaffFrame staff={staff} here="/staff/products" title="Before it takes effect" notice={notice}>
      <ProductEffect {...data} choice={choice} />
    </StaffFrame>
  );
}
