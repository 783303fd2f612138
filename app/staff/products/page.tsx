import type { Metadata } from "next";
import { ProductChoice } from "@/components/staff/product-choice";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readProducts } from "@/domain/staff/manage-products";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Products" };

export default async function ProductsPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => readProducts(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/products" title="Products that count" notice={notice}>
      <ProductChoice products={data} mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
